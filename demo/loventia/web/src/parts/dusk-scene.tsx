import './dusk-scene.css';
import { Walkers } from './walkers.tsx';

/** The far shore: left edge, width, height, and the roof of each house. */
const houses = [
  [292, 44, 46, 'gable'],
  [336, 34, 60, 'flat'],
  [370, 40, 40, 'gable'],
  [440, 38, 52, 'gable'],
  [478, 46, 38, 'flat'],
  [524, 36, 58, 'gable'],
  [700, 40, 42, 'gable'],
  [740, 48, 56, 'flat'],
  [788, 36, 44, 'gable'],
  [1000, 42, 40, 'flat'],
  [1160, 38, 50, 'flat'],
  [1198, 36, 40, 'gable'],
] as const;

const shoreY = 374;
const ripples = [
  [386, 150],
  [397, 118],
  [409, 132],
  [422, 84],
  [436, 96],
] as const;
const stars = [
  [120, 96],
  [236, 190],
  [352, 120],
  [470, 210],
  [560, 104],
  [648, 172],
  [760, 126],
  [1080, 110],
  [1164, 196],
  [1252, 132],
  [1338, 214],
] as const;

/** Two people and a dog by the water: at dusk, or at night for those who like it dark. Decoration only. */
export function DuskScene({ class: className }: { class?: string }) {
  return (
    <svg
      class={`dusk-scene ${className ?? ''}`}
      viewBox="0 0 1440 560"
      preserveAspectRatio="xMidYMax slice"
      aria-hidden="true"
    >
      <g class="stars">
        {stars.map(([x, y], index) => (
          <circle key={x} cx={x} cy={y} r={index % 3 === 0 ? 2.4 : 1.5} />
        ))}
      </g>
      <g class="sun">
        <circle class="halo" cx="880" cy="318" r="210" />
        <circle class="halo" cx="880" cy="318" r="145" />
        <circle class="disc" cx="880" cy="318" r="88" />
      </g>
      <path
        class="ridge"
        d={`M0 330C120 300 190 318 290 312S470 282 600 306s210 28 330 12 190-40 300-22 150 20 210 8V${shoreY}H0Z`}
      />
      <g class="shore">
        <path d={`M0 356C180 340 420 362 640 358S1180 346 1440 360V${shoreY + 2}H0Z`} />
        {houses.map(([x, width, height, roof]) => (
          <House key={x} x={x} width={width} height={height} gabled={roof === 'gable'} />
        ))}
        <path d="M610 374V318l12-52 12 52v56Z" />
        <path d="M660 374V336a14 14 0 0 1 28 0v38Z" />
      </g>
      <rect class="water" x="0" y={shoreY} width="1440" height="186" />
      <g class="ripples">
        {ripples.map(([y, width]) => (
          <rect key={y} x={880 - width / 2} y={y} width={width} height="5" rx="2.5" />
        ))}
        <rect x="380" y="402" width="64" height="4" rx="2" />
        <rect x="1120" y="394" width="88" height="4" rx="2" />
        <rect x="520" y="426" width="46" height="4" rx="2" />
      </g>
      <path class="bank" d="M0 452C220 420 430 452 700 466s520 6 740-30v124H0Z" />
      <Birches />
      <path class="lamp" d="M1094 470V372q0-14-14-14h-16" />
      <circle class="lamp-glow" cx="1062" cy="366" r="32" />
      <circle class="lamp-light" cx="1062" cy="366" r="8" />
      <Walkers />
    </svg>
  );
}

interface HouseProps {
  x: number;
  width: number;
  height: number;
  gabled: boolean;
}

function House({ x, width, height, gabled }: HouseProps) {
  const top = shoreY - height;
  return (
    <>
      <rect x={x} y={top} width={width} height={height} />
      {gabled && <path d={`M${x} ${top}l${width / 2} -20l${width / 2} 20Z`} />}
      <rect class="window" x={x + width * 0.25} y={top + 10} width="6" height="9" />
      <rect class="window" x={x + width * 0.62} y={top + 10} width="6" height="9" />
      <rect class="window" x={x + width * 0.62} y={top + 26} width="6" height="9" />
    </>
  );
}

function Birches() {
  return (
    <g class="birches">
      <g class="leaves">
        <ellipse cx="96" cy="366" rx="44" ry="56" />
        <ellipse cx="164" cy="386" rx="30" ry="40" />
        <ellipse cx="1312" cy="238" rx="92" ry="112" />
        <ellipse cx="1228" cy="310" rx="56" ry="74" />
      </g>
      <g class="trunks">
        <path d="M96 446V344M96 392l17-21M96 404l-14-16M164 442V372" />
        <path d="M1312 456 1308 196M1310 320l-34-42M1309 280l28-34M1228 462V288" />
      </g>
    </g>
  );
}
