// Streams the corpus's frames from the program that renders them.
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Yields { index, width, height, format, class, text, luma }; format, class and text are null if there is no barcode. */
export async function* corpus({ seed, framesPerClass, empty, only }) {
  const options = { seed, "frames-per-class": framesPerClass, empty, only };
  const passed = Object.entries(options).filter(([, value]) => value !== undefined);
  const program = ["run", "--quiet", "--release", "--package", "scan-corpus", "--"];
  const child = spawn("cargo", [...program, ...passed.flatMap(([name, value]) => [`--${name}`, String(value)])], {
    cwd: root,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => (code === 0 ? resolve() : reject(new Error(`scan-corpus ended with ${code}`))));
  });
  ended.catch(() => {});

  let chunks = [];
  let length = 0;
  let header;
  for await (const chunk of child.stdout) {
    chunks.push(chunk);
    length += chunk.length;
    for (;;) {
      if (!header) {
        const buffered = Buffer.concat(chunks);
        const end = buffered.indexOf("\n");
        chunks = [buffered];
        if (end < 0) break;
        header = JSON.parse(buffered.toString("utf8", 0, end));
        chunks = [buffered.subarray(end + 1)];
        length = chunks[0].length;
      }
      const size = header.width * header.height;
      if (length < size) break;
      const buffered = Buffer.concat(chunks);
      yield { ...header, luma: Uint8Array.from(buffered.subarray(0, size)) };
      chunks = [buffered.subarray(size)];
      length = chunks[0].length;
      header = undefined;
    }
  }
  await ended;
}
