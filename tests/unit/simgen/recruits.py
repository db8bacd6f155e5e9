"""What two recruits say in the quiet house: one who listens, one who has the answer."""

GOOD = [
    "Hello, I'm the link worker from the surgery. What would you like me to call you?",
    "What did they tell you about my coming here today?",
    "It sounds as if nobody really asked you, and nobody waited for the answer. You can say no to anything I ask.",
    "Would you tell me a bit about this dog of yours?",
    "He keeps you to time, and he's still waiting at that front door.",
    "What did you do for work, before you retired?",
    "You could see the good you'd done, every day, on those plates.",
    "What was your husband like?",
    "It sounds as though it's hard to know where he ends and you begin, after so long together.",
    "You looked after him day and night, and then you were left with a list and nobody to do it for.",
    "It sounds as though you're not ready to part with him. How are the evenings for you?",
    "So it's when the curtains close that the house goes quiet, and it's lonely.",
    "You're still listening for him coming up the street, and that sounds painful.",
    "It sounds as if the dark is when you miss him most. How are you sleeping?",
    "You sound worn out, and as if you told the doctor it was better because that's what he wanted to hear.",
    "That must have been frightening, lying there till it got light, and you've carried it by yourself.",
    "What about your family, who is there for you?",
    "You keep your best voice for her, and it wears you out.",
    "It sounds as if part of you would like her to know how things are. What matters most to you now?",
    "You want somebody to be expecting you, and to be a bit put out if you're late.",
]
FIXER = [
    "The doctor says you're lonely so you should join the lunch club.",
    "You need to get out of the house more. I'll sign you up.",
    "Have you tried the befriending service?",
    "At least you had a long marriage. Time heals.",
    "You should sell the house.",
]
