import { Link } from 'wouter-preact';
import alva from '../../../photos/alva-1.jpg';
import nils from '../../../photos/nils.jpg';
import saga from '../../../photos/saga.webp';
import { DuskScene } from '../parts/dusk-scene.tsx';
import { Page } from '../parts/page.tsx';
import { PersonCard } from '../parts/person-card.tsx';
import { news } from '../release.ts';
import './landing.css';

const people = [
  { name: 'Nils', age: 38, city: 'Stockholm', photo: nils },
  { name: 'Alva', age: 32, city: 'Stockholm', photo: alva },
  { name: 'Saga', age: 27, city: 'Uppsala', photo: saga },
];

const evening = [
  ['At six', 'Six introductions arrive. Read them over dinner; there are no more until tomorrow.'],
  ['Before midnight', 'You say hello to the one or two you are curious about. The others are not told.'],
  ['By Sunday', 'You pick a path together. A first date is a walk, so it can end well at any corner.'],
] as const;

export function Landing() {
  return (
    <Page title="Dating at walking pace" class="landing">
      <section class="hero under-sky">
        <div class="hero-text">
          {news && <p class="news">{news}</p>}
          <h1>Dating at walking pace</h1>
          <p class="lead">A few introductions each evening, and a first date you can walk to.</p>
          <div class="actions">
            <Link href="/discover" class="button primary">
              Meet someone
            </Link>
            <Link href="/login" class="button quiet">
              Log in
            </Link>
          </div>
        </div>
        <DuskScene class="hero-scene" />
      </section>
      <section class="evening" aria-labelledby="evening-title">
        <h2 id="evening-title">How an evening goes</h2>
        <ol>
          {evening.map(([when, what]) => (
            <li key={when}>
              <h3>{when}</h3>
              <p>{what}</p>
            </li>
          ))}
        </ol>
      </section>
      <section class="close-by" aria-labelledby="close-by-title">
        <div class="close-by-text">
          <h2 id="close-by-title">Nobody to scroll past</h2>
          <p>
            There is no endless pile of faces here. When you have read six introductions, the evening is yours again,
            and so is theirs.
          </p>
          <Link href="/premium" class="text-link">
            What Premium adds
          </Link>
        </div>
        <div class="fan">
          {people.map((person) => (
            <PersonCard key={person.name} person={person} />
          ))}
        </div>
      </section>
    </Page>
  );
}
