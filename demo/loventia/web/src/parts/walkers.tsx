/** The pair and their dog, feet on the path. */
export function Walkers() {
  return (
    <g class="walkers">
      <g transform="translate(610 470)">
        <path class="limb" d="M-2-44-16-6l-8 3M4-44 16-20l2 18 9 1" />
        <path class="coat-a" d="M-15-36C-17-70-13-92-2-94c13 2 17 22 19 58-12 5-22 5-32 0Z" />
        <path class="limb-a" d="M4-84 22-62l12-8" />
        <circle class="skin-a" cx="3" cy="-108" r="10.500" />
        <path class="hair-a" d="M-9-106c-2-13 6-18 14-17 7 1 10 5 10 9-6 0-11 1-13 4-2 5-6 7-11 4Z" />
        <path class="scarf" d="M-8-98c7 5 14 5 20 0l1 7c-7 4-14 4-21 0l-12 12-4-6Z" />
      </g>
      <g transform="translate(672 472)">
        <path class="limb" d="M-4-40-15-18l-4 16 8 1M3-40 14-5l9 2" />
        <path class="coat-b" d="M-20-30C-17-60-13-84-1-86c12 2 15 26 20 56-13 6-26 6-39 0Z" />
        <path class="limb-b" d="M-4-76-16-56l-12-13M5-76 19-57l7 1" />
        <path class="hair-b" d="M11-98c1 10 4 18 0 24-5 2-19 2-23 0-2-8 0-16 0-24Z" />
        <circle class="skin-b" cx="0" cy="-99" r="10" />
        <path class="hair-b" d="M-11-98c-2-12 5-17 12-16 8 1 12 8 10 17-3-6-8-9-13-9-3 2-6 4-9 8Z" />
      </g>
      <g transform="translate(764 478)">
        <path class="lead" d="M-66-62C-50-30-30-26-14-26" />
        <path
          class="dog"
          d="M-30-24c10-6 28-6 40-4l8-12 5 5 9 3-2 7-10 3-4 10 3 12h-6l-5-11h-18l-7 11h-6l3-13-8-4-7-12 5-3 6 8Z"
        />
      </g>
    </g>
  );
}
