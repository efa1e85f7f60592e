// Asking the site for what was missed, where the live stream can't be heard.

export async function poll(address, after) {
  const answer = await fetch(`${address}?after=${encodeURIComponent(after)}`);
  if (!answer.ok) {
    throw new Error(`${address} answered ${answer.status}`);
  }
  return answer.json();
}

// Milliseconds to wait before the next question: 15 s, after failures up to a minute, never the
// same for all pages.
export function pause(failures) {
  const most = Math.min(60_000, 15_000 * 2 ** failures);
  return most * (0.75 + Math.random() / 2);
}
