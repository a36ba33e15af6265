const inPostings = (from: string, to: string) => [
  `do $plant$ begin execute replace(pg_get_functiondef('apply_postings'::regproc), $$${from}$$, $$${to}$$); end $plant$`,
];
const onSubscriptions = (change: string) => [
  `create function planted() returns trigger language plpgsql as $$ begin ${change} return new; end $$`,
  "create trigger planted before update on subscriptions for each row execute function planted()",
];
const WALLET = "sum(amount) filter (where account = 'wallet')";

/** Defects by what they make of a shop: SQL that does wrong as a bug in a money path would. */
export const PLANTED_DEFECTS: Readonly<Record<string, readonly string[]>> = {
  "a release gives nothing back": inPostings(
    WALLET,
    "sum(amount) filter (where account = 'wallet' and step <> 'release')",
  ),
  "a capture is taken from the balance again": inPostings(
    WALLET,
    "sum(amount) filter (where account = 'wallet' or (account = 'held' and step = 'capture'))",
  ),
  "a debt is not paid by money that comes in": inPostings("w.debt - d.debt", "w.debt - least(d.debt, 0)"),
  "a referral is earned twice": inPostings(
    WALLET,
    `${WALLET} * (select case when bool_or(account = 'referrals') then 2 else 1 end from fresh)`,
  ),
  "parts of a cent are dropped": ["update price_tiers set unit_price = trunc(unit_price, 2)"],
  "a term is an hour short": onSubscriptions(
    "if new.expires_at > old.expires_at then new.expires_at := new.expires_at - interval '1 hour'; end if;",
  ),
  "what ends is kept": onSubscriptions("if new.state = 'released' then new.state := old.state; end if;"),
  "any change lengthens a term": onSubscriptions(
    "if new.state = 'active' and new.auto_renew then new.expires_at := new.expires_at + interval '1 minute'; end if;",
  ),
};
