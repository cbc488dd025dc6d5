import './person-card.css';

interface Props {
  person: { name: string; age: number; city: string; photo: string | null };
}

/** One introduction: who it is and where. */
export function PersonCard({ person: { name, age, city, photo } }: Props) {
  return (
    <article class="person-card">
      {photo ? <img class="photo" src={photo} alt={`Portrait of ${name}`} /> : <div class="photo" />}
      <div class="person-facts">
        <h3>
          {name}, {age}
        </h3>
        <p>{city}</p>
      </div>
    </article>
  );
}
