/** The docs' pages on the conventions of the API and on using the proxies. */
export const useDocs = {
  basics: {
    title: "Basics",
    lead: "What holds for every route.",
    baseTitle: "Base and key",
    base: "Every path of the reference begins with the version; JSON goes in and out, in UTF-8. Send your key in every request:",
    keys: "Keys are made under Keys, shown once, and can be limited to scopes, addresses, an end and a sum. A key acts for its own user only; operators name the user with `user_id`.",
    scopesTitle: "Scopes",
    scope: "Scope",
    allows: "What it allows",
    scopes: {
      read: "Read: account, catalog, quotes, subscriptions and their credentials, deposits.",
      write: "Change what you own without paying: labels, auto-renew, new passwords.",
      buy: "Spend the balance: buy and renew.",
      deposits: "Make invoices to top up.",
      admin: "Operators only: everything, for every user.",
    },
    formatsTitle: "Formats",
    formats: {
      money:
        'Money is a string with two digits, `"12.50"`, in fields that end in `_usd`; a JSON number is refused. Unit prices have up to six digits. Don\'t reckon with floating point.',
      time: "Times are ISO 8601 in UTC, ids are positive whole numbers, countries are ISO codes; `country_name` also takes a name.",
      closed:
        "Request bodies are closed: an unknown field is refused, and the error names those that there are. Answers are open: ignore fields that you don't know.",
      request:
        "Every answer has an `X-Request-Id`. Write it to your log and send it along when you write to [the operator of this site].",
    },
    listsTitle: "Lists",
    lists:
      "A list answers `items` and `next_cursor`. Pass that as `cursor` to get the next page, until it is `null`; `limit` sets how many items come at once. What is added meanwhile moves nothing. Needs `KEY` and `API` of the quick start.",
  },
  proxies: {
    title: "Using the proxies",
    lead: "How to go through what you bought, and what it means when it refuses.",
    waysTitle: "Protocols",
    ways: "A proxy speaks HTTP, CONNECT and SOCKS5, each with login and password, and both of its ports take all three. Targets see the address that you dialled. For names that the proxy should look up, use `socks5h`. Needs the variables of the quick start.",
    rotatingTitle: "Rotating use",
    rotating:
      "Residential and mobile traffic has one endpoint; the credentials tell it, with its login and password: `upstream_endpoint`, `upstream_login`, `upstream_password`. Each connection leaves through a fresh exit, unless the login asks for something: `login-country-us-session-a1-ttl-30`, in any order, each at most once.",
    option: "Option",
    meaning: "Meaning",
    options: {
      country: "Two letters: leave from this country only.",
      session: "1 to 64 letters, digits and underscores: connections with the same one keep the same exit.",
      ttl: "How many minutes a session keeps its exit: 1 to 1440, 10 when absent.",
    },
    refusalsTitle: "When a proxy refuses",
    refusals:
      "The reason is one word, in the status line, in `X-Proxy-Error`, and in the text. 407 means that another login would help; 403 that the login is right and this is not allowed now. SOCKS5 has no words: a wrong login is refused at sign-in, anything else with reply 2 (not allowed) or 4 (not reachable).",
    status: "Status",
    reason: "X-Proxy-Error",
    reasons: {
      wrong_credentials: "Login or password is missing or wrong. New ones replace the old at once.",
      wrong_address: "The login is right, but is for other addresses, or for the rotating endpoint.",
      unknown_option: "The login has an option that does not exist.",
      repeated_option: "The login has an option twice.",
      bad_country: "The login's country is not two letters.",
      bad_session: "The login's session is not 1 to 64 letters, digits and underscores.",
      bad_ttl: "The login's ttl is not 1 to 1440.",
      banned: "The account is banned. Sign in: there it says why and how to appeal.",
      suspended: "The subscription is suspended. To learn why, write to [the operator of this site].",
      expired: "The subscription has ended. A renewal within three days keeps its addresses.",
      released: "The subscription is over and its addresses are given back.",
      provisioning: "The subscription is still being prepared.",
      traffic_used_up: "The traffic that was bought is used up.",
      refused: "The target is closed to proxies: private networks, mail, this service itself.",
      bad_target: "Not an absolute `http://` URL and not CONNECT. Use CONNECT for everything but plain HTTP.",
      upgrade: "WebSockets go through CONNECT.",
      unreachable: "The target does not answer, or its name has no address.",
      no_exit: "There is no exit for what the login asks for.",
      too_many_connections: "Too many connections at once with this login.",
    },
  },
} as const;
