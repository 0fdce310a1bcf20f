"""When staff and persons are reminded."""

# Days after receipt on which a person is asked again to confirm the mail address.
CONFIRM_DAYS_AFTER = (3, 10)

# Days after a question on which a person is reminded that the clock waits for the answer.
QUESTION_DAYS_AFTER = (14,)

# Days more where the question went by post, counted from the day on which it was posted: ordinary
# mail takes up to four working days and a weekend, there or back.
POST_DAYS = 7

# Days after a question about identity without an answer, on which staff are asked to look at the
# case and close it or go on. Nothing closes by itself (GDPR Art. 12(2), 12(4)).
SILENCE_DAYS = 30

# Working days after a request was mailed to the controller that answers, on which that controller
# is asked again, and staff are told, while nothing shows that it has it (GDPR Art. 28(3)(e)).
CLIENT_SILENT_AFTER = (2, 5, 10)

# Working days within which a processor delivers what the controller has it do: the law names none
# (GDPR Art. 28(3)(e)), and the controller's month runs.
ASSIST_WITHIN = 5

# Hours that proof of identity or authority may wait for a decision, by which it is destroyed: the
# law says "no longer than necessary" (GDPR Art. 5(1)(e)). Nothing is decided by the clock.
PROOF_HOURS = 72

# Days before an answer's last day on which a person who has not opened it is told (Art. 5(1)(e)).
PACKAGE_DAYS_BEFORE = 7
