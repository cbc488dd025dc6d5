import { useEffect, useRef, useState } from 'preact/hooks';
import { recall, remember } from '../api/local.ts';
import './consent-dialog.css';

const key = 'loventia-consent';

/** Lies over the first visit until it is answered; the answer is kept in the browser. */
export function ConsentDialog() {
  const [answered, setAnswered] = useState(() => recall(key) !== null);
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (!answered && !dialog.current?.open) dialog.current?.showModal();
  }, [answered]);
  if (answered) return null;

  const answer = (choice: 'all' | 'necessary') => {
    remember(key, choice);
    setAnswered(true);
  };
  return (
    <dialog
      ref={dialog}
      class="consent"
      aria-labelledby="consent-title"
      onCancel={(event) => event.preventDefault()}
      onClose={() => dialog.current?.showModal()}
    >
      <h2 id="consent-title">We use cookies</h2>
      <p>One keeps you logged in. Others tell us which pages help people meet, and you can do without those.</p>
      <div class="actions">
        <button type="button" class="button primary" onClick={() => answer('all')}>
          Accept all
        </button>
        <button type="button" class="button" onClick={() => answer('necessary')}>
          Only necessary
        </button>
      </div>
    </dialog>
  );
}
