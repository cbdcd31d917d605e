/** Signs that turn the direction of what follows: `gpj.exe` could be read as `exe.jpg`. */
const turning = /[\u202a-\u202e\u2066-\u2069]/g;

/** The name of a file for people: signs that would show it in another order are written out, as `[U+202E]`. */
export const sayFileName = (name: string): string =>
  name.replace(turning, (sign) => `[U+${sign.charCodeAt(0).toString(16).toUpperCase()}]`);
