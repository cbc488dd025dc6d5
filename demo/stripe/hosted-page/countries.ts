const codes =
  'AE AT AU BE BG BR CA CH CY CZ DE DK EE ES FI FR GB GI GR HK HR HU IE IN IT JP LI LT LU LV MT MX MY NL NO NZ PL PT RO SE SG SI SK TH US';

const names = new Intl.DisplayNames('en', { type: 'region' });

/** Where Stripe does business (https://stripe.com/global), by name. */
export const countries: readonly { readonly code: string; readonly name: string }[] = codes
  .split(' ')
  .map((code) => ({ code, name: names.of(code) ?? code }))
  .sort((left, right) => left.name.localeCompare(right.name));

/** The real page takes the country from the caller's address. Loopback has none, and then it is this one. */
export const defaultCountry = 'US';

/** Only here does the page ask for a postal code, under the name that is usual there. */
export const postalCodeLabels: Readonly<Record<string, string>> = { CA: 'Postal code', GB: 'Postal code', US: 'ZIP' };
