// The corpus's frames, one after another, from the program that draws them.
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Yields { index, width, height, format, class, text, luma }; format, class and text are null where there is no code. */
export async function* corpus({ seed, framesPerClass, empty, only }) {
  const options = { seed, "frames-per-class": framesPerClass, empty, only };
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  const program = ["run", "--quiet", "--release", "--package", "scan-corpus", "--"];
  const child = spawn("cargo", [...program, ...given.flatMap(([name, value]) => [`--${name}`, String(value)])], {
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
        const held = Buffer.concat(chunks);
        const end = held.indexOf("\n");
        chunks = [held];
        if (end < 0) break;
        header = JSON.parse(held.toString("utf8", 0, end));
        chunks = [held.subarray(end + 1)];
        length = chunks[0].length;
      }
      const size = header.width * header.height;
      if (length < size) break;
      const held = Buffer.concat(chunks);
      yield { ...header, luma: Uint8Array.from(held.subarray(0, size)) };
      chunks = [held.subarray(size)];
      length = chunks[0].length;
      header = undefined;
    }
  }
  await ended;
}
