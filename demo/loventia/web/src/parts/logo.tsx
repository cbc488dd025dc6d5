/** A doorway with the last light in it; decoration beside the name. */
export function Logo() {
  return (
    <svg class="logo" viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="9" />
      <path d="M10 25V13.5a6 6 0 0 1 12 0V25" />
      <circle cx="16" cy="22.5" r="3.2" />
    </svg>
  );
}
