import { useState } from 'preact/hooks';
import { Link } from 'wouter-preact';
import { authorized } from '../api/session.ts';
import type { User } from '../api/types.ts';
import { MembersOnly } from '../parts/members-only.tsx';
import { Page } from '../parts/page.tsx';
import './premium.css';

const benefits = [
  ['Twelve introductions', 'Twice as many each evening, still few enough to read.'],
  ['Shared paths', 'See which walks the two of you already know, and which neither does.'],
  ['First hellos', 'See who said hello to you, and answer when you like.'],
] as const;

export function Premium() {
  return (
    <Page title="Premium" class="premium-page">
      <div class="premium-pitch">
        <h1>Loventia Premium</h1>
        <p class="lead">For weeks in which you feel like meeting more people.</p>
        <ul class="benefits">
          {benefits.map(([what, how]) => (
            <li key={what}>
              <strong>{what}</strong> {how}
            </li>
          ))}
        </ul>
      </div>
      <section class="checkout-card" aria-label="Upgrade">
        <MembersOnly reason="Premium belongs to an account. Log in to yours first.">
          {(user) => <Offer user={user} />}
        </MembersOnly>
      </section>
    </Page>
  );
}

function Offer({ user }: { user: User }) {
  if (user.entitlements.tier === 'premium') {
    return (
      <>
        <h2>You have Premium</h2>
        <p>It renews each month until you end it.</p>
        <Link href="/profile" class="button wide">
          Back to your profile
        </Link>
      </>
    );
  }
  return <Checkout />;
}

function Checkout() {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState(false);

  const upgrade = async () => {
    setBusy(true);
    setProblem(false);
    try {
      const { url } = await authorized<{ url: string }>('/api/billing/create-checkout-session', { method: 'POST' });
      location.href = url;
    } catch {
      setProblem(true);
      setBusy(false);
    }
  };

  return (
    <>
      <h2>129 kr a month</h2>
      <p>Paid through Stripe. End it whenever you like; it then runs to the end of the month.</p>
      {problem && (
        <p class="problem" role="alert">
          The payment page could not be opened. Nothing was charged; please try again in a minute.
        </p>
      )}
      <button type="button" class="button primary wide" onClick={upgrade} disabled={busy}>
        {busy ? 'Opening Stripe…' : 'Continue to payment'}
      </button>
    </>
  );
}
