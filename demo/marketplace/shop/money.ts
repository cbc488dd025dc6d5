const euros = new Intl.NumberFormat('en-IE', { style: 'currency', currency: 'EUR' });

/** Cents as a person reads them. */
export const money = (cents: number): string => euros.format(cents / 100);
