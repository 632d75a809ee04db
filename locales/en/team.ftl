# The team

team-title = 👥 <b>Team</b>
team-owner = 👑 <b>{ $name }</b>: { $load }
team-manager = 👤 <b>{ $name }</b>: { $load }
team-gone = 🔒 { $name }: no access
team-open-deals = { $count ->
    [0] no deals
    [one] { $count } deal
   *[other] { $count } deals
}
team-overdue = { $count } overdue
team-blocked = the bot is stopped
team-alone = Invite your first manager: the link works for 48 hours.
team-unreachable = Reminders do not arrive: the bot is stopped in Telegram.
team-may-return = The deals were handed over. Access can be restored.
team-ask-heir = { $count ->
    [0] There are no open deals. Who takes over the clients of <b>{ $name }</b>?
    [one] Who takes over { $count } open deal of <b>{ $name }</b>?
   *[other] Who takes over { $count } open deals of <b>{ $name }</b>?
}
team-dismissed = { $count ->
    [0] Access removed
    [one] Access removed, { $count } deal handed over
   *[other] Access closed, { $count } deals handed over
}
team-returned = Access restored
team-forward = Forward this message to the new manager
invitation = You are invited to join a sales team.
invitation-of = You are invited to join a sales team: <b>{ $company }</b>.
invitation-how = The link is for one person and works for 48 hours. Open it and press “Start”:
    { $link }
button-invite = Invite
button-dismiss = Remove access
button-welcome-back = Restore access
button-heir = { $name } · { $count }
