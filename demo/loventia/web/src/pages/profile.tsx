import { Link, useLocation } from 'wouter-preact';
import { logout } from '../api/session.ts';
import type { User } from '../api/types.ts';
import { MembersOnly } from '../parts/members-only.tsx';
import { Page } from '../parts/page.tsx';
import { TierBadge } from '../parts/tier-badge.tsx';
import './profile.css';

export function Profile() {
  return (
    <Page title="Your profile" class="wide-page">
      <h1>Your profile</h1>
      <MembersOnly reason="Log in to see your profile and your photos.">
        {(user) => <ProfileOf user={user} />}
      </MembersOnly>
    </Page>
  );
}

function ProfileOf({ user }: { user: User }) {
  const name = nameOf(user);
  return (
    <div class="profile">
      <section class="profile-card" aria-label="About you">
        {user.profilePicture ? (
          <img class="profile-picture" src={user.profilePicture} alt={name} />
        ) : (
          <div class="profile-picture blank">{name.slice(0, 1)}</div>
        )}
        <div class="profile-facts">
          <h2>{name}</h2>
          <p class="email">{user.email}</p>
          <TierBadge tier={user.entitlements.tier} />
        </div>
        <Membership user={user} />
        <LogOut />
      </section>
      <Photos name={name} photos={otherPhotos(user)} />
    </div>
  );
}

function Membership({ user }: { user: User }) {
  if (user.entitlements.tier === 'premium') {
    return <p class="membership">Twelve introductions reach you each evening. Thank you for supporting Loventia.</p>;
  }
  return (
    <div class="membership">
      <p>Six introductions reach you each evening. Premium doubles them.</p>
      <Link href="/premium" class="button primary wide">
        Upgrade to Premium
      </Link>
    </div>
  );
}

function LogOut() {
  const [, navigate] = useLocation();
  const leave = async () => {
    await logout();
    navigate('/');
  };
  return (
    <button type="button" class="text-button" onClick={leave}>
      Log out
    </button>
  );
}

function Photos({ name, photos }: { name: string; photos: string[] }) {
  if (photos.length === 0) return <p class="empty">You have no other photos yet.</p>;
  return (
    <section class="photos" aria-labelledby="photos-title">
      <h2 id="photos-title">More photos</h2>
      <ul>
        {photos.map((address, index) => (
          <li key={address}>
            <img class="photo" src={address} alt={`${name}, ${index + 1} of ${photos.length}`} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The profile picture is one of the photos, and shown already. */
const otherPhotos = ({ photos = [], profilePicture }: User) => photos.filter((photo) => photo !== profilePicture);

/** Accounts from before names were asked for go by the first part of their address. */
function nameOf({ name, email }: User): string {
  if (name) return name;
  const local = email.split(/[@.+_-]/)[0] ?? email;
  return local.charAt(0).toUpperCase() + local.slice(1);
}
