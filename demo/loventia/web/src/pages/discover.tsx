import { useEffect, useState } from 'preact/hooks';
import { Link } from 'wouter-preact';
import { authorized, useSession } from '../api/session.ts';
import type { Introduction } from '../api/types.ts';
import { DuskScene } from '../parts/dusk-scene.tsx';
import { Page } from '../parts/page.tsx';
import { PersonCard } from '../parts/person-card.tsx';
import { anyone, citiesOf, Filters, matches } from './filters.tsx';
import './discover.css';

type Results = { state: 'loading' } | { state: 'failed' } | { state: 'ready'; items: Introduction[] };

export function Discover() {
  const [wanted, setWanted] = useState(anyone);
  const results = useIntroductions();
  const items = results.state === 'ready' ? results.items : [];
  return (
    <Page title="Discover" class="wide-page">
      <h1>Discover people</h1>
      <div class="discover">
        <Filters wanted={wanted} cities={citiesOf(items)} onChange={setWanted} />
        <section class="results" aria-labelledby="results-title" aria-live="polite">
          <h2 id="results-title" class="visually-hidden">
            Introductions
          </h2>
          <ResultList results={results} items={items.filter((item) => matches(item, wanted))} />
        </section>
      </div>
    </Page>
  );
}

/** Asks again when someone signs in; signed out, the API answers with an empty list. */
function useIntroductions(): Results {
  const { state } = useSession();
  const [results, setResults] = useState<Results>({ state: 'loading' });
  useEffect(() => {
    if (state === 'restoring') return;
    authorized<{ items: Introduction[] }>('/api/discover').then(
      ({ items }) => setResults({ state: 'ready', items }),
      () => setResults({ state: 'failed' }),
    );
  }, [state]);
  return results;
}

function ResultList({ results, items }: { results: Results; items: Introduction[] }) {
  if (results.state === 'loading') return <p class="loading">Looking around…</p>;
  if (results.state === 'failed') {
    return <p class="empty">The introductions did not load. Please try again in a minute.</p>;
  }
  if (items.length === 0) return <NoResults />;
  return (
    <ul class="people">
      {items.map((item) => (
        <li key={item.id}>
          <PersonCard person={item} />
        </li>
      ))}
    </ul>
  );
}

function NoResults() {
  const { state } = useSession();
  const signedIn = state === 'signed-in';
  return (
    <div class="no-results">
      <h3>No results</h3>
      <p>
        {signedIn
          ? 'Nobody tonight fits these filters. Widen them a little.'
          : 'Introductions are made to members only, so that nobody is looked at by strangers.'}
      </p>
      {!signedIn && (
        <Link href="/login" class="button primary">
          Log in to meet people
        </Link>
      )}
      <DuskScene />
    </div>
  );
}
