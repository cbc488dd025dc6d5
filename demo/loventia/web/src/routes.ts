import { lazy } from 'preact/compat';

/** Pages that most first visits do not need; each is a chunk of its own, asked for when its route is. */
export const Discover = lazy(() => import('./pages/discover.tsx').then((page) => ({ default: page.Discover })));
export const Profile = lazy(() => import('./pages/profile.tsx').then((page) => ({ default: page.Profile })));
export const Premium = lazy(() => import('./pages/premium.tsx').then((page) => ({ default: page.Premium })));
export const PremiumSuccess = lazy(() =>
  import('./pages/premium-success.tsx').then((page) => ({ default: page.PremiumSuccess })),
);
