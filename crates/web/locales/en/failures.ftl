# The page about errors.

failures-title = Errors
failures-documents = Documents
failures-before = The period before
failures-failed = Failed
failures-sent = Handed to the channel
failures-share = Share
failures-reasons-finding = Most frequent: { $name }, { $share }
failures-reasons-none = Nothing has gone wrong
failures-reasons-caption = Documents where something went wrong, by reason, { $period }, n = { $total }
failures-reasons-summary = Bars by reason, largest first. { $name } is the reason for { $share } of { $total }.
failures-reasons-remark = What has been resolved since is included.
failures-where-finding = Where things go wrong, reason by reason
failures-where-caption = Documents where something went wrong, by channel and reason, { $period }
failures-share-finding = { $share } failed or came back
failures-share-caption = Of what the channel was handed, what finally failed or came back, { $period }, n = { $total }
failures-share-summary = A line over time with its confidence interval. { $part } of { $total } failed or came back, { $share }.
failures-channels-finding = Share that fails, channel by channel
failures-channels-caption = Finally failed or came back, of what the channel was handed, { $period }
failures-silence-finding = { $count ->
    [one] { $shown } document has had no answer
   *[other] { $shown } documents have had no answer
}
failures-silence-none = Every channel has answered as it usually does
failures-silence-caption = Documents that the channel should have answered by now
failures-silence-remark = How long answers take is learned from the channel's own: 99 of 100 have come within the time given here.
failures-silence-longest = Have waited longest
failures-silent = Without an answer
failures-silent-document = document { $place }
failures-answers-within = Usually answers within
failures-no-answers = does not answer as a rule
failures-learned = Learned from
failures-since-title = Did it get better after we did something?
failures-since-about = Choose the day on which something was mended. As many days before it and from it on are compared.
failures-since-day = The day
failures-since-none = There are no reasons to compare around that day.
failures-since-caption = Share of the channel's documents with the reason, before and from { $day }
failures-since-difference = Difference in percentage points (95% interval)

failures-companies-finding = Share failed, company by company
failures-companies-caption = Share that failed or came back, { $period }, n = { $total }
