# The offer of a request to a manager

button-take = 🙋 Take
button-pass-on = Pass on
button-reassign = Reassign
