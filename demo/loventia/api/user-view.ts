import type { PhotoLinks } from './context.ts';
import type { User } from './user-store.ts';

/** What the API says about the person who asks. */
export interface UserView {
  id: string;
  email: string;
  name: string;
  age: number;
  city: string;
  role: string;
  isPremium: boolean;
  /** The same as `isPremium`, for older clients. */
  premium: boolean;
  entitlements: { tier: 'free' | 'premium' };
  profilePicture: string | null;
  photos: string[];
  stripeCustomerId: string | null;
}

export async function viewUser(user: User, links: PhotoLinks): Promise<UserView> {
  const { id, email, name, age, city, role, isPremium, stripeCustomerId } = user;
  const photos = await links.all(user);
  const entitlements = { tier: isPremium ? ('premium' as const) : ('free' as const) };
  const profilePicture = links.first(user);
  return {
    id,
    email,
    name,
    age,
    city,
    role,
    isPremium,
    premium: isPremium,
    entitlements,
    profilePicture,
    photos,
    stripeCustomerId,
  };
}
