// What the page's script needs of the browser, whatever the page is about.

// Sends a question and passes on each part of what is told, as soon as it comes; gives the last one, the status of a
// question that is refused, or nothing where the server does not answer.
export async function told(address, sent, signal, tell) {
  try {
    const response = await post(address, sent, signal);
    if (!response.ok) return { status: response.status };
    let last;
    for await (const event of events(response.body)) tell((last = event));
    return last;
  } catch {
    return undefined;
  }
}

export function post(address, sent, signal) {
  const headers = { "Content-Type": "application/json" };
  return fetch(address, { method: "POST", headers, body: JSON.stringify(sent), signal });
}

// The events of a stream: each is a line that begins with "data: ", and an empty line ends it.
async function* events(stream) {
  const reader = stream.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const whole = (rest + part.value).split("\n\n");
    rest = whole.pop();
    for (const event of whole) if (event.startsWith("data: ")) yield JSON.parse(event.slice(6));
  }
}

export const smooth = () => (matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth");

export function fit(box) {
  box.style.blockSize = "auto";
  box.style.blockSize = `${Math.min(box.scrollHeight + 2, 240)}px`;
}

export function download(content, type, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([content], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

export function hash(value) {
  let sum = 0;
  for (const character of value) sum = (sum * 31 + character.codePointAt(0)) | 0;
  return (sum >>> 0).toString(36);
}

export function parsed(value) {
  try {
    return JSON.parse(value);
  } catch {
    return null;
  }
}

export function read(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

// Tells whether there was room for it.
export function write(key, value) {
  try {
    localStorage.setItem(key, value);
    return true;
  } catch {
    return false;
  }
}

export function drop(key) {
  try {
    localStorage.removeItem(key);
  } catch {
    // What a closed storage holds nobody reads.
  }
}

export function keysOf(beginning) {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(beginning));
  } catch {
    return [];
  }
}

// What one tab keeps for itself, over a reload.
export function readTab(key) {
  try {
    return sessionStorage.getItem(key);
  } catch {
    return null;
  }
}

export function writeTab(key, value) {
  try {
    sessionStorage.setItem(key, value);
  } catch {
    // Without it a reload of "/" begins a new conversation.
  }
}
