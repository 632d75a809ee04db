"""English numbers and days of the month."""

FIRST_TO_TWENTIETH = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
)
ORDINALS = dict(enumerate(FIRST_TO_TWENTIETH.split(), 1))
COMPOUND = {20 + number: f"twenty {ORDINALS[number]}, twenty-{ORDINALS[number]}" for number in range(1, 10)}
LAST = {30: "thirtieth", 31: "thirty first, thirty-first"}

NUMBERS = {
    "num 1": "one",
    "num 2": "two, couple, couple of, a couple, a couple of, pair of, cpl, cple, couple more, a couple more",
    "num 3": "three, few, a few, several, few more, a few more, another few",
    "num 4": "four",
    "num 5": "five",
    "num 6": "six",
    "num 7": "seven",
    "num 8": "eight",
    "num 9": "nine",
    "num 10": "ten",
    "num 11": "eleven",
    "num 12": "twelve",
    "num 13": "thirteen",
    "num 14": "fourteen",
    "num 15": "fifteen",
    "num 16": "sixteen",
    "num 17": "seventeen",
    "num 18": "eighteen",
    "num 19": "nineteen",
    "num 20": "twenty",
    "num 30": "thirty",
    "num 40": "forty, fourty",
    "num 50": "fifty",
    "num 0": "hundred, oh oh",
    "num 0.5": "half a, half an",
    **{f"ordinal {number}": words for number, words in (ORDINALS | COMPOUND | LAST).items()},
}
