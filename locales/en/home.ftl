# Words that may be typed instead of pressing a button

menu-home = Menu
menu-next = Next
menu-today = Today
menu-settings = Settings
menu-team = Team
menu-reports = Reports

# The menu

home-hello = Hello, <b>{ $name }</b>
home-facts = { $due ->
    [0] Nothing to do now
   *[other] To do now: { $due }
}{ $late ->
    [0] {""}
   *[other] {" "}({ $late } overdue)
} · later today: { $later }
home-nothing = Nothing to do today
home-no-deals = You have no open deals
home-team = { $waiting ->
    [0] Overdue in the team: { $overdue }
   *[other] Overdue in the team: { $overdue }, unanswered requests: { $waiting }
}
button-settings = ⚙️ Settings
button-team = 👥 Team
button-reports = 📊 Reports
button-start = ▶️ Start

# The welcome after a link

welcome-owner = Hello, <b>{ $name }</b>. You are the owner now.
welcome-manager = Hello, <b>{ $name }</b>. You are a manager now.
welcome-company = Company: <b>{ $company }</b>.
welcome-advice = Check your time zone and working hours in the settings: reminders follow them.

# Help

help-staff = <b>What you can do here</b>

    ▶️ “Next”: the next client to call. A button under the card records the outcome and plans the next step by itself.
    📅 “Today”: everything of the day, overdue first. The week is one tap further.
    ➕ “New client”: name, phone and what they need, in one line.
    🔎 Write a name, a company or the last digits of a number to find a client.
    📝 Reply to a card with text or voice: it stays in the card’s history.
    ↩️ An outcome can be undone for ten minutes.
help-owner = 👥 “Team”: invite a manager, hand deals over.
    📊 “Reports”: the day in figures; every line opens its deals.
help-client = Here you can leave a request, see how it is going and write to the manager. Press /start to begin.

# The plan of the day

plan-title = ☀️ Plan for <b>{ $day }</b>
plan-total = { $count ->
    [one] { $count } thing to do
   *[other] { $count } things to do
}
plan-late = ⚠️ Overdue: { $count }
plan-hour = { $hour } · { $count }
plan-nothing = Nothing to do today.

# Handing deals over

handed-over = { $count ->
    [one] { $count } deal is yours now, handed over from <b>{ $name }</b>.
   *[other] { $count } deals are yours now, handed over from <b>{ $name }</b>.
}
