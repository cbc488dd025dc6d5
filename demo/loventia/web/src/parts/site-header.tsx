import { Link } from 'wouter-preact';
import { type Session, useSession } from '../api/session.ts';
import { Logo } from './logo.tsx';
import './site-header.css';

const current = (active: boolean) => (active ? 'active' : '');

export function SiteHeader() {
  const session = useSession();
  return (
    <header class="site-header">
      <Link href="/" class="wordmark">
        <Logo />
        Loventia
      </Link>
      <nav aria-label="Main">
        <Link href="/discover" className={current}>
          Discover
        </Link>
        <Link href="/premium" className={current}>
          Premium
        </Link>
        <AccountLink session={session} />
      </nav>
    </header>
  );
}

function AccountLink({ session }: { session: Session }) {
  if (session.state === 'restoring') return <span class="account-pending" aria-hidden="true" />;
  if (session.state === 'signed-in') {
    return (
      <Link href="/profile" class="button small">
        Profile
      </Link>
    );
  }
  return (
    <Link href="/login" class="button small">
      Log in
    </Link>
  );
}
