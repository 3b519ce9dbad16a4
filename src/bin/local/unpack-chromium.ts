/**
 * Prints the path of the Chromium of the development dependencies, unpacked into TMPDIR. A program
 * of its own, since the package takes folder and platform from its environment: it brings the
 * libraries Chromium needs only where it believes to run in AWS Lambda.
 */
import chromium from '@sparticuz/chromium';

process.stdout.write(await chromium.executablePath());
