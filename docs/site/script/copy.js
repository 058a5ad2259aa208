// A button that copies a text and confirms it.

export function copyButton(text, label = 'Copy') {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'copy';
  button.textContent = label;
  let timer;
  button.addEventListener('click', async () => {
    clearTimeout(timer);
    button.textContent = (await copy(text())) ? 'Copied' : 'Not allowed';
    timer = setTimeout(() => (button.textContent = label), 2000);
  });
  button.setAttribute('aria-live', 'polite');
  return button;
}

/** Resolves to whether the text was copied. Where the Clipboard API is missing (plain http), uses `execCommand`. */
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = document.createElement('textarea');
    area.value = text;
    area.className = 'hidden';
    document.body.append(area);
    area.select();
    const done = document.execCommand('copy');
    area.remove();
    return done;
  }
}
