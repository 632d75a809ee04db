# The data was restored from a backup

restored-title = 🗄 <b>The data was restored from a backup</b>
restored-waiting = { $count ->
    [one] { $count } message is on hold: it fell due before the restore and may have arrived already.
   *[other] { $count } messages are on hold: they fell due before the restore, and some may have arrived already.
}
restored-choice = If they are not sent, calls stay in Today as overdue and requests wait for an answer.
restored-sent = { $count ->
    [one] Sending { $count } message
   *[other] Sending { $count } messages
}
restored-dropped = { $count ->
    [one] { $count } message was not sent. What is overdue is in Today.
   *[other] { $count } messages were not sent. What is overdue is in Today.
}
restored-decided = This has been decided already
button-restored-send = Send
button-restored-drop = Do not send
