/** Shown while a page's code or the session is on its way. */
export function LoadingPage() {
  return (
    <main id="main" class="wide-page">
      <p class="loading" role="status">
        One moment…
      </p>
    </main>
  );
}
