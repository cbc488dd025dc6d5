(() => {
  const form = document.querySelector('#payment-form');
  if (!form) return;

  const fieldNames = [
    'email',
    'cardNumber',
    'cardExpiry',
    'cardCvc',
    'billingName',
    'billingCountry',
    'billingPostalCode',
  ];
  const fields = Object.fromEntries(fieldNames.map((name) => [name, document.getElementById(name)]));
  const button = form.querySelector('.SubmitButton');
  const postalCodeLabels = JSON.parse(fields.billingCountry.dataset.postalCodes);

  const digitsOf = (text) => text.replace(/\D/g, '');
  const isAmex = (digits) => /^3[47]/.test(digits);

  const brandOf = (digits) => {
    if (isAmex(digits)) return 'amex';
    if (/^4/.test(digits)) return 'visa';
    return /^5[1-5]/.test(digits) ? 'mastercard' : undefined;
  };

  const formatNumber = (digits) => {
    const pattern = isAmex(digits) ? /^(\d{0,4})(\d{0,6})(\d{0,5})/ : /^(\d{0,4})(\d{0,4})(\d{0,4})(\d{0,4})/;
    return pattern.exec(digits).slice(1).filter(Boolean).join(' ');
  };

  /* "4" can only be April; "12" waits for a year. */
  const formatExpiry = (digits) => {
    const padded = /^[2-9]/.test(digits) ? `0${digits}` : digits;
    return padded.length > 2 ? `${padded.slice(0, 2)} / ${padded.slice(2, 4)}` : padded;
  };

  const formats = {
    cardCvc: (digits) => digits.slice(0, isAmex(digitsOf(fields.cardNumber.value)) ? 4 : 3),
    cardExpiry: formatExpiry,
    cardNumber: formatNumber,
  };

  /* Keeps the caret behind the digit it stood behind, or at the end when typing there. */
  const reformat = (input, format) => {
    const atEnd = input.selectionStart === input.value.length;
    const before = digitsOf(input.value.slice(0, input.selectionStart)).length;
    input.value = format(digitsOf(input.value));
    if (atEnd) return;
    let position = 0;
    for (let seen = 0; seen < before && position < input.value.length; position += 1) {
      if (/\d/.test(input.value[position])) seen += 1;
    }
    input.setSelectionRange(position, position);
  };

  const passesLuhn = (digits) => {
    const values = [...digits].reverse().map((digit, index) => Number(digit) * (index % 2 ? 2 : 1));
    return values.reduce((sum, value) => sum + (value > 9 ? value - 9 : value), 0) % 10 === 0;
  };

  const isPast = (expiry) => {
    const now = new Date();
    const [month, year] = expiry.split(' / ').map(Number);
    return (2000 + year) * 12 + month - 1 < now.getFullYear() * 12 + now.getMonth();
  };

  const problems = {
    billingCountry: () => undefined,
    billingName: () => undefined,
    billingPostalCode: () => undefined,
    cardCvc: (value) => (value.length < 3 ? "Your card's security code is incomplete." : undefined),
    cardExpiry: (value) => {
      if (!/^(0[1-9]|1[0-2]) \/ \d\d$/.test(value)) return "Your card's expiration date is incomplete.";
      return isPast(value) ? "Your card's expiration year is in the past." : undefined;
    },
    cardNumber: (value) => {
      const digits = digitsOf(value);
      if (digits.length < (isAmex(digits) ? 15 : 16)) return 'Your card number is incomplete.';
      return passesLuhn(digits) ? undefined : 'Your card number is invalid.';
    },
    email: (value) => (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value) ? undefined : 'Your email is incomplete.'),
  };

  const isAsked = (name) => name !== 'billingPostalCode' || fields.billingCountry.value in postalCodeLabels;

  const problemWith = (name) => {
    const value = fields[name].value.trim();
    if (!isAsked(name)) return undefined;
    return value ? problems[name](value) : 'Required';
  };

  const show = (name, message) => {
    fields[name]?.setAttribute('aria-invalid', String(Boolean(message)));
    const line = document.getElementById(`${name}-error`);
    if (!line) return;
    line.textContent = message ?? '';
    line.hidden = !message;
  };

  const setState = (state) => {
    button.classList.toggle('SubmitButton--processing', state === 'processing');
    button.classList.toggle('SubmitButton--success', state === 'success');
    button.disabled = state !== 'idle';
    form.setAttribute('aria-busy', String(state === 'processing'));
  };

  const showErrors = (errors) => {
    for (const { field, message } of errors) show(field, message);
    fields[errors[0]?.field]?.focus();
    setState('idle');
  };

  const send = async () => {
    const response = await fetch(form.action, { body: new URLSearchParams(new FormData(form)), method: 'POST' });
    return response.json();
  };

  const submit = async () => {
    show('form');
    const errors = fieldNames.map((field) => ({ field, message: problemWith(field) })).filter(({ message }) => message);
    if (errors.length > 0) return showErrors(errors);
    setState('processing');
    const answer = await send().catch(() => ({
      errors: [{ field: 'form', message: 'An error occurred while processing your card. Try again in a little bit.' }],
    }));
    if (answer.reload) return location.reload();
    if (!answer.redirect) return showErrors(answer.errors);
    setState('success');
    location.assign(answer.redirect);
  };

  const showBrand = () => {
    const brand = brandOf(digitsOf(fields.cardNumber.value));
    for (const mark of form.querySelectorAll('[data-brand]')) {
      mark.classList.toggle('is-other', brand !== undefined && mark.dataset.brand !== brand);
    }
  };

  const showPostalCode = () => {
    const label = postalCodeLabels[fields.billingCountry.value];
    fields.billingPostalCode.parentElement.hidden = !label;
    fields.billingPostalCode.placeholder = label ?? '';
    fields.billingPostalCode.setAttribute('aria-label', label ?? '');
    if (!label) show('billingPostalCode');
  };

  for (const [name, format] of Object.entries(formats)) {
    fields[name].addEventListener('input', () => reformat(fields[name], format));
  }
  for (const name of fieldNames) {
    fields[name].addEventListener('input', () => show(name));
    fields[name].addEventListener('blur', () => fields[name].value && show(name, problemWith(name)));
  }
  fields.cardNumber.addEventListener('input', showBrand);
  fields.billingCountry.addEventListener('change', showPostalCode);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void submit();
  });
  /* Coming back with the browser's back button finds the page as it was left: paid, and stuck. */
  addEventListener('pageshow', ({ persisted }) => persisted && location.reload());
  showPostalCode();
})();
