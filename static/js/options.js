// What a person has set for this browser: kept where storage is allowed, else as long as the page.
const kept = new Map();

export function option(name, fallback) {
  if (kept.has(name)) return kept.get(name);
  try {
    return localStorage.getItem(`dyadline-${name}`) ?? fallback;
  } catch {
    return fallback; // storage is forbidden
  }
}

export function setOption(name, value) {
  kept.set(name, value);
  try {
    localStorage.setItem(`dyadline-${name}`, value);
  } catch {
    // as above
  }
}
