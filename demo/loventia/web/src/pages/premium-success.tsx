import { useEffect, useState } from 'preact/hooks';
import { Link } from 'wouter-preact';
import { loadUser } from '../api/session.ts';
import { MembersOnly } from '../parts/members-only.tsx';
import { NoticePage } from '../parts/notice-page.tsx';
import { TierBadge } from '../parts/tier-badge.tsx';
import './premium-success.css';

const everyMs = 1000;
const patienceMs = 10_000;

export function PremiumSuccess() {
  return (
    <NoticePage title="Thank you">
      <h1>Thank you for upgrading</h1>
      <MembersOnly reason="Log in to see your membership.">
        {(user) => <Arrival premium={user.entitlements.tier === 'premium'} />}
      </MembersOnly>
    </NoticePage>
  );
}

/** Stripe tells the API about the payment on its own path, so the new tier may come a moment after the browser does. */
function Arrival({ premium }: { premium: boolean }) {
  const [late, setLate] = useState(false);
  useEffect(() => {
    if (premium || late) return;
    const asking = setInterval(() => loadUser().catch(() => setLate(true)), everyMs);
    const patience = setTimeout(() => setLate(true), patienceMs);
    return () => {
      clearInterval(asking);
      clearTimeout(patience);
    };
  }, [premium, late]);

  return (
    <>
      <p class="arrival" role="status">
        <TierBadge tier={premium ? 'premium' : 'free'} />
        {premium ? 'Your account has Premium now.' : waiting(late)}
      </p>
      {late && !premium && (
        <button type="button" class="button" onClick={() => setLate(false)}>
          Ask again
        </button>
      )}
      <Link href="/profile" class="button primary">
        To your profile
      </Link>
    </>
  );
}

const waiting = (late: boolean) =>
  late ? 'Your payment has not reached your account yet. You will not be charged twice.' : 'Waiting for your payment…';
