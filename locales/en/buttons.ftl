# Buttons that several screens share

button-next = ▶️ Next
button-today = 📅 Today
button-week = 📆 Week
button-more = More
button-less = Less
button-back = ‹ Back
button-cancel = Cancel
button-save = ✅ Save
button-yes-save = Yes, save
button-fix = Fix
button-undo = ↩️ Undo
button-card = Card
button-menu = Menu
button-copy = 📋 Copy
button-page-back = ‹
button-page-next = ›
