import type { ComponentChildren } from 'preact';
import { Link } from 'wouter-preact';
import { useSession } from '../api/session.ts';
import type { User } from '../api/types.ts';

interface Props {
  /** Why one would log in here; a whole sentence. */
  reason: string;
  children: (user: User) => ComponentChildren;
}

/** Shows its children to someone who is signed in, and tells everyone else how to get there. */
export function MembersOnly({ reason, children }: Props) {
  const session = useSession();
  switch (session.state) {
    case 'signed-in':
      return <>{children(session.user)}</>;
    case 'restoring':
      return (
        <p class="loading" role="status">
          One moment…
        </p>
      );
    case 'unreachable':
      return (
        <div class="empty" role="alert">
          <p>Loventia cannot be reached right now. Your account is safe; please try again in a minute.</p>
        </div>
      );
    case 'signed-out':
      return (
        <div class="empty">
          <p>{reason}</p>
          <Link href="/login" class="button primary">
            Log in
          </Link>
        </div>
      );
  }
}
