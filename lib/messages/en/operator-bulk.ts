/** What an operator does with many rows at once. */
export const operatorBulk = {
  bar: "What can be done with the selected rows",
  act: "{act} ({count, number})",
  reason: "Reason",
  reasonHint: "One for all of them. Kept in the audit trail.",
  skipped:
    "{count, plural, one {# selected row is left out: this can't be done with it.} other {# selected rows are left out: this can't be done with them.}}",
  items: "Result of each",
  progress: "{done, number} of {count, number} done",
  waiting: "not begun",
  busy: "under way",
  done: "done",
  unknown: "not known yet; trying again asks about the same act",
  failed: "not done: {reason}",
  stop: "Stop",
  again: "Try the other {count, number} again",
  suspend: {
    title: "Suspend {count, plural, one {# subscription} other {# subscriptions}}",
    effect: "Their proxies stop at once and open connections are closed. Their addresses stay their own.",
    done: "suspended",
    already: "suspended already",
  },
  resume: {
    title: "Resume {count, plural, one {# subscription} other {# subscriptions}}",
    effect: "Their proxies work again at once, until the end that each had.",
    done: "works again",
    already: "works already",
  },
  refund: {
    button: "Refund the unused part",
    title: "Refund the unused part of {count, plural, one {# subscription} other {# subscriptions}}",
    effect:
      "What lies ahead goes back to the balance of each user, and the subscriptions are released at once.",
    done: "{amount} given back",
    sum: "Given back now",
    counting: "Counting what it comes to…",
    notCounted: "What it comes to could not be counted.",
  },
  complete: {
    title: "Complete {count, plural, one {# deposit} other {# deposits}}",
    effect:
      "Credits each user at once with the amount of the invoice. If another amount came in, open that deposit.",
    done: "{amount} credited",
    already: "{amount} credited already; nothing more was changed",
    sum: "Credited in all",
  },
  fail: {
    title: "Fail {count, plural, one {# deposit} other {# deposits}}",
    effect: "No money moves. What arrives later after all is credited all the same.",
    done: "failed",
    already: "failed already; nothing more was changed",
  },
  faster: "somebody decided before you; nothing was changed by you",
} as const;
