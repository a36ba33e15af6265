/** `Intl`'s formatters. Making one takes longer than all that it then writes on a page, so each is made once. */
export const intl = {
  numbers: remembered((...how: ConstructorParameters<typeof Intl.NumberFormat>) => {
    return new Intl.NumberFormat(...how);
  }),
  plurals: remembered((...how: ConstructorParameters<typeof Intl.PluralRules>) => {
    return new Intl.PluralRules(...how);
  }),
  dates: remembered((...how: ConstructorParameters<typeof Intl.DateTimeFormat>) => {
    return new Intl.DateTimeFormat(...how);
  }),
  spans: remembered((...how: ConstructorParameters<typeof Intl.RelativeTimeFormat>) => {
    return new Intl.RelativeTimeFormat(...how);
  }),
  names: remembered((...how: ConstructorParameters<typeof Intl.DisplayNames>) => {
    return new Intl.DisplayNames(...how);
  }),
};

function remembered<A extends unknown[], T>(make: (...how: A) => T): (...how: A) => T {
  const made = new Map<string, T>();
  return (...how) => {
    const name = JSON.stringify(how);
    const found = made.get(name) ?? make(...how);
    made.set(name, found);
    return found;
  };
}
