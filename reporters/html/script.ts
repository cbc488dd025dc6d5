/** All that the page does by itself: its copy buttons. Without it nothing is missing but they. */
export const script = `
const told = document.querySelector('output');
for (const button of document.querySelectorAll('.copy')) {
  button.hidden = false;
  button.addEventListener('click', async () => {
    const code = button.parentElement.querySelector('code');
    const done = await copy(code);
    told.textContent = done ? 'Copied' : 'Selected: copy it with the keyboard';
    button.firstChild.data = done ? 'Copied' : 'Selected';
    setTimeout(() => { button.firstChild.data = 'Copy'; told.textContent = ''; }, 2000);
  });
}
async function copy(code) {
  try {
    await navigator.clipboard.writeText(code.textContent);
    return true;
  } catch {
    getSelection().selectAllChildren(code);
    return document.execCommand('copy');
  }
}
`;
