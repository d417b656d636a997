// The steps between the first screen and the devices, in one file: on a bad line twenty small ones take longer.
import '../shared/read-aloud.ts';
import './client-browser.ts';
import './client-information.ts';
import './client-consent.ts';
import './client-details.ts';
import './client-minor.ts';
import './client-review.ts';
import './client-assurances.ts';
import './client-pledge.ts';
import './client-waiting.ts';
