import type { Introduction } from '../api/types.ts';

export interface Wanted {
  /** Years, both ends included. */
  from: number;
  to: number;
  /** Empty for all of them. */
  city: string;
}

interface Props {
  wanted: Wanted;
  cities: string[];
  onChange: (wanted: Wanted) => void;
}

export const anyone: Wanted = { from: 18, to: 99, city: '' };

export const matches = (person: Introduction, { from, to, city }: Wanted): boolean =>
  person.age >= from && person.age <= to && (city === '' || person.city === city);

export const citiesOf = (people: Introduction[]): string[] => [...new Set(people.map(({ city }) => city))].sort();

export function Filters({ wanted, cities, onChange }: Props) {
  return (
    <form class="filters" aria-label="Filters" onSubmit={(event) => event.preventDefault()}>
      <div class="ages">
        <Age label="Age from" value={wanted.from} onInput={(from) => onChange({ ...wanted, from })} />
        <Age label="Age to" value={wanted.to} onInput={(to) => onChange({ ...wanted, to })} />
      </div>
      <div class="field">
        <label for="filter-city">City</label>
        <select
          id="filter-city"
          value={wanted.city}
          onChange={(event) => onChange({ ...wanted, city: event.currentTarget.value })}
        >
          <option value="">All cities</option>
          {cities.map((city) => (
            <option key={city}>{city}</option>
          ))}
        </select>
      </div>
      <button type="reset" class="button" onClick={() => onChange(anyone)}>
        Clear filters
      </button>
    </form>
  );
}

function Age({ label, value, onInput }: { label: string; value: number; onInput: (years: number) => void }) {
  const id = `filter-${label.toLowerCase().replace(' ', '-')}`;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        type="number"
        min={18}
        max={99}
        value={value}
        onInput={(event) => onInput(event.currentTarget.valueAsNumber || 0)}
      />
    </div>
  );
}
