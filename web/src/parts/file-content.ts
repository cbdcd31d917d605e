/** Offers bytes as a download under a name. */
export function offerFile(bytes: Blob, name: string): void {
  const address = URL.createObjectURL(bytes);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser has taken it once the click is dealt with.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** The bytes of a file that came in base64. */
export function blobOf({ content, type }: { content: string; type: string }): Blob {
  return new Blob([Uint8Array.from(atob(content), (sign) => sign.charCodeAt(0))], { type });
}

/** The bytes of a file that somebody chose, in base64. */
export function readBase64(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ''));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}
