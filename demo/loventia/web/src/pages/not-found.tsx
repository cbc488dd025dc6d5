import { Link } from 'wouter-preact';
import { NoticePage } from '../parts/notice-page.tsx';

export function NotFound() {
  return (
    <NoticePage title="Page not found">
      <h1>Page not found</h1>
      <p>This path leads nowhere. The others are nicer anyway.</p>
      <Link href="/" class="button primary">
        Back to the start
      </Link>
    </NoticePage>
  );
}
