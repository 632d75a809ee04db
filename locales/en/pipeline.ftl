# What the pipeline's rows are called: stages, outcomes, reasons, next steps

stage-new = New
stage-first_contact = First contact
stage-offer_sent = Offer sent
stage-invoice_sent = Invoice sent
stage-paid = Paid
stage-refused = Refused
stage-archive = Archive

outcome-no_answer = No answer
outcome-busy = Busy
outcome-unreachable = Unreachable
outcome-talked = Talked
outcome-call_back = Call back
outcome-meeting = Meeting
outcome-offer_sent = Offer sent
outcome-invoice_sent = Invoice sent
outcome-part_paid = Part paid
outcome-paid = Paid
outcome-refused = Refused
outcome-wrong_number = Wrong number

reason-expensive = Too expensive
reason-competitor = Chose another
reason-not_needed = Not needed
reason-later = Not now
reason-no_money = No budget
reason-not_our_client = Not our client

purpose-retry = Call again
purpose-new_request = New request
purpose-first_call = First call
purpose-follow_up = Follow up
purpose-call_back = Promised to call back
purpose-meeting = Meeting
purpose-discuss_offer = Discuss the offer
purpose-check_payment = Check the payment
purpose-debt = Check the remaining payment
purpose-new_number = Call the new number
purpose-brought_back = Deal brought back
purpose-repeat_sale = Offer again

step-call = Call
step-meeting = Meeting
step-visit = Visit
step-message = Message
step-check_payment = Payment check
