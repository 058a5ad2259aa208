// Whether the machine has the glyphs of a text. Without them a browser draws the same empty box for every letter: what is measured
// then is no language, and a picture shows nothing.

/** The letters that no font of this machine has; to be run in a page. */
export function undrawn(letters) {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [48, 48];
  const context = canvas.getContext('2d', { willReadFrequently: true });
  const draw = (letter) => {
    context.clearRect(0, 0, 48, 48);
    context.font = '24px system-ui, sans-serif';
    context.fillText(letter, 8, 32);
    return context.getImageData(0, 0, 48, 48).data.join();
  };
  const box = draw('\u0378'); // assigned to no letter
  return letters.filter((letter) => draw(letter) === box);
}
