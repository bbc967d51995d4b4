// SPDX-License-Identifier: Apache-2.0

import { now } from "./post.ts";

export interface Fix {
  latitude: number;
  longitude: number;
  accuracy: number;
  at: number;
}

/** One place as the phone measures it; `undefined` where it cannot or may not. */
export function measure(milliseconds = 8000): Promise<Fix | undefined> {
  return new Promise((resolve) => {
    if (!navigator.geolocation) return resolve(undefined);
    navigator.geolocation.getCurrentPosition(
      ({ coords }) =>
        resolve({
          latitude: coords.latitude,
          longitude: coords.longitude,
          accuracy: coords.accuracy,
          at: Math.round(now()),
        }),
      () => resolve(undefined),
      { enableHighAccuracy: true, timeout: milliseconds, maximumAge: 0 },
    );
  });
}

/** Two places, a little apart in time: what confirms a check-in. */
export async function measureTwice(): Promise<Fix[]> {
  const first = await measure();
  if (!first) return [];
  await new Promise((resolve) => setTimeout(resolve, 2200));
  const second = await measure();
  return second ? [first, second] : [first];
}
