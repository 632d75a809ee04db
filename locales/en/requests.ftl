# The client: a request

request-welcome =
    Hello. This is <b>{ $company }</b>.

    Write in one line what you need, and a manager will call when it suits you.
button-leave-request = 📝 Leave a request
button-my-requests = My requests
request-need = What do you need? Write it in one line.
request-phone =
    📝 { $need }

    Which number shall we call? Press the button below or type the number.
button-share-number = ☎️ Share my number
button-dont-send = Don’t send
request-foreign-contact = This is somebody else’s contact. Press “Share my number” or type your number.
request-phone-kept = ☎️ { $phone }
request-put-down = The unfinished request is not sent.
request-when = When is a good time to talk?
button-convenient = { $code ->
    [now] Now
    [morning] Morning
    [afternoon] Afternoon
    [evening] Evening
   *[any] Any time
}
request-press-instead = Please press a button here.
request-consent =
    📝 { $need }
    ☎️ { $phone }
    🕓 { $code ->
        [now] now
        [morning] in the morning
        [afternoon] in the afternoon
        [evening] in the evening
       *[any] at any time
    }

    Do you agree that we keep this data and call you?
button-agree = I agree
button-start-over = Start over
request-accepted =
    ✅ Request No. { $number } accepted.

    A manager will take it within { $minutes ->
        [one] { $minutes } minute
       *[other] { $minutes } minutes
    }, and I will tell you who. To add something, just write here.
request-accepted-later =
    ✅ Request No. { $number } accepted.

    It is after hours: a manager will take it when the day begins, and I will tell you who. To add something, just write here.
request-not-sent = Not sent
request-taken =
    <b>{ $manager }</b> has taken your request No. { $number } and will call { $code ->
        [now] in a few minutes
        [morning] in the morning
        [afternoon] in the afternoon
        [evening] in the evening
       *[any] soon
    }.

# The client: my requests

my-requests-title = Your requests
my-requests-none = No requests yet.
my-request = No. { $number } · { $day } · { $need }
my-request-standing = { $standing ->
    [accepted] 🕓 accepted, looking for a manager
    [taken] 👤 with { $manager }
    [in_work] 🛠 { $stage ->
        [first_contact] being discussed with you
        [offer_sent] offer sent
        [invoice_sent] invoice sent
       *[other] in progress
    } · { $manager }
    [done] ✅ done
   *[closed] closed
}
button-write = ✉️ Write
button-write-about = ✉️ Write about No. { $number }
request-write = Write what to pass on about request No. { $number }. { $manager } answers.
request-line-sent = ✉️ Passed on: { $manager }

# Words of clients and managers

line-from-staff =
    ✉️ <b>{ $name }</b> writes:
    <blockquote>{ $words }</blockquote>
line-from-client =
    ✉️ <b>{ $name }</b> writes:
    <blockquote>{ $words }</blockquote>
line-reply = Write your answer. <b>{ $name }</b> gets it from the bot, without your number.
line-replied = ✉️ Sent: <b>{ $name }</b>
button-reply = ✍️ Reply

# The offer of a request to a manager

button-take = 🙋 Take
button-pass-on = Pass on
button-reassign = Reassign
button-colleague = { $name } · { $count ->
    [one] { $count } deal
   *[other] { $count } deals
}
offer-convenient = { $code ->
    [now] best time: now
    [morning] best time: morning
    [afternoon] best time: afternoon
    [evening] best time: evening
   *[any] convenient at any time
}
offer-new = 🆕 Request No. { $number } · { $convenient }
offer-taken = 🙋 Request No. { $number } is yours · { $convenient }
offer-unanswered = ⚠️ Request No. { $number }: { $span } without an answer, offered to { $name } · { $convenient }
offer-passed-by-all = ⚠️ Request No. { $number }: the managers passed it on · { $convenient }
offer-handed = Request No. { $number } goes to { $name }
offer-reassign = Who gets request No. { $number }?
offer-reassign-nobody = Nobody can get request No. { $number }: there are no other managers.
