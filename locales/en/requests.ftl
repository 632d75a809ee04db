# The offer of a request to a manager

button-take = 🙋 Take
button-pass-on = Pass on
button-reassign = Reassign

# Refusals

error-empty-text = There is nothing to read here. Please write it in words.
error-draft-gone = This request was sent or dropped already
error-nobody-at-work = Nobody can take the request right now. It is kept: send it a little later with the same button.
error-nobody-else = There is nobody else to pass it on to
