import type { Loventia } from '../boot.ts';
import type { Session, Visitor } from './visitor.ts';

/** A demo and who looks at it: what every sign is taken from. */
export interface Patient {
  demo: Loventia;
  visitor: Visitor;
  /** A session, while signing in works. */
  session: Session | undefined;
}
