import './site-footer.css';

export function SiteFooter() {
  return (
    <footer class="site-footer">
      <p>Loventia, Stockholm</p>
      <p>Meet in daylight, tell a friend where you are going, and leave whenever you like.</p>
    </footer>
  );
}
