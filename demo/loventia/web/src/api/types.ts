export type Tier = 'free' | 'premium';

/** The signed-in person, as `/api/auth/me` tells it. */
export interface User {
  id: string;
  email: string;
  name?: string;
  isPremium: boolean;
  entitlements: { tier: Tier };
  /** Absolute address of the picture shown first; empty or missing for a new account. */
  profilePicture?: string | null;
  photos?: string[];
}

/** One introduction on the discover page. */
export interface Introduction {
  id: string;
  name: string;
  age: number;
  city: string;
  /** Missing for someone without photos. */
  photo: string | null;
}
