# The bot was offline; too many presses at once

away-title = 🔌 The bot was offline: { $since } – { $until }
away-messages = Messages written before { $at } did not arrive.
away-presses = Button presses before { $at } may be lost: look at your last cards and press again.
flood-slowed = That is faster than I can follow. I answer in order, and nothing is lost.
