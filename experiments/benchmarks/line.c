/* The front line in a ceasefire and what ends it, in C: the rules of array_line.py in plain loops.

   Luck is looked up under (seed, world, purpose, day, cell) as the package does, so that every
   world has the same days, count for count. line_in_c.py compiles and calls this file. */

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { UKRAINE, RUSSIA, SIDES };
enum { HOLDS, ESCALATION, RESUMPTION };
enum { BURST_STEPS = 4096, WEEK = 7, MEMORY_DAYS = 7, MOST_STEPS = 200 };

static const double LARGE_MEAN = 12, MOST_PER_SECTOR_AND_DAY = 20000, PEOPLE_PER_PATROL = 10,
                    CREW = 100;
static const uint64_t STEP = 0x9E3779B97F4A7C15, FIRST = 0xBF58476D1CE4E5B9,
                      SECOND = 0x94D049BB133111EB;

typedef struct {
    double assaults_per_day, violations_per_assault, russian_share;
    double sector_spread, neighbour_correlation, return_fire, spill_over;
    double initial_cut, wearoff_days, recommitment_days, resting_share, resting_spread;
    double discipline, discipline_wearoff_days, discipline_wearoff_shape;
    double discipline_on_first_fire, discipline_on_return_fire;
    double observers, km_seen_per_patrol, technology, access_ukrainian_side, access_russian_side;
    double attributed_by_patrol, attributed_by_technology, restraint_from_attribution;
    double resumption_log_rate, trust_log, trust_days, tolerance_share, ignition_share;
    double erosion_per_day, repair_per_day, answer_without_restraint;
} Dials;

typedef struct {
    uint64_t seed, sector_weight, last_fire, fire, loud_day, resume;
} Purposes;

/* What all worlds have in common. burst, day_burst: gamma quantiles of mean one in equal steps.
   wartime: violations a day in the war. shy: share of fire held back because it would be named. */
typedef struct {
    Dials dials;
    Purposes purposes;
    int sectors;
    const double *intensity, *burst, *day_burst;
    double wartime[SIDES], shy[SIDES];
} Line;

/* What all worlds have in common on one day. level, answer: before what differs by world.
   addresses: of the luck of each side and sector. */
typedef struct {
    int number;
    double level, answer;
    uint64_t loud, resume, *addresses;
} Day;

/* One world. fire: of the last day, in two rows of sectors, Ukraine's and Russia's. */
typedef struct {
    uint64_t key;
    double *weight, *fire;
    double resting, frailty, trust, restraint[SIDES], recent[SIDES];
} World;

/* --- Luck ------------------------------------------------------------------------------------ */

static uint64_t mixed(uint64_t word) {
    word = (word ^ (word >> 30)) * FIRST;
    word = (word ^ (word >> 27)) * SECOND;
    return word ^ (word >> 31);
}

static uint64_t of_day(uint64_t purpose, int day) {
    return mixed((uint64_t)(day + 1) * STEP + purpose);
}

static uint64_t address(uint64_t today, int cell) {
    return mixed((uint64_t)(cell + 1) * STEP + today);
}

static double uniform(uint64_t address, uint64_t world) {
    return ((double)(mixed(address + world) >> 12) + 0.5) * 0x1p-52;
}

static double poly7(const double c[8], double x) {
    double sum = c[7];
    for (int at = 6; at >= 0; at--) sum = sum * x + c[at];
    return sum;
}

/* Quantile of the standard normal distribution: algorithm AS 241 (Wichura 1988). */
static double normal_quantile(double p) {
    static const double
        A[] = {3.3871328727963666080e0, 1.3314166789178437745e+2, 1.9715909503065514427e+3,
               1.3731693765509461125e+4, 4.5921953931549871457e+4, 6.7265770927008700853e+4,
               3.3430575583588128105e+4, 2.5090809287301226727e+3},
        B[] = {1, 4.2313330701600911252e+1, 6.8718700749205790830e+2, 5.3941960214247511077e+3,
               2.1213794301586595867e+4, 3.9307895800092710610e+4, 2.8729085735721942674e+4,
               5.2264952788528545610e+3},
        C[] = {1.42343711074968357734e0, 4.63033784615654529590e0, 5.76949722146069140550e0,
               3.64784832476320460504e0, 1.27045825245236838258e0, 2.41780725177450611770e-1,
               2.27238449892691845833e-2, 7.74545014278341407640e-4},
        D[] = {1, 2.05319162663775882187e0, 1.67638483018380384940e0, 6.89767334985100004550e-1,
               1.48103976427480074590e-1, 1.51986665636164571966e-2, 5.47593808499534494600e-4,
               1.05075007164441684324e-9},
        E[] = {6.65790464350110377720e0, 5.46378491116411436990e0, 1.78482653991729133580e0,
               2.96560571828504891230e-1, 2.65321895265761230930e-2, 1.24266094738807843860e-3,
               2.71155556874348757815e-5, 2.01033439929228813265e-7},
        F[] = {1, 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2,
               7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7,
               2.04426310338993978564e-15};
    double q = p - 0.5, tail, r, z;
    if (fabs(q) <= 0.425) {
        r = 0.180625 - q * q;
        return q * poly7(A, r) / poly7(B, r);
    }
    tail = q < 0 ? p : 1 - p;
    r = sqrt(-log(tail));
    z = r <= 5 ? poly7(C, r - 1.6) / poly7(D, r - 1.6) : poly7(E, r - 5) / poly7(F, r - 5);
    return q < 0 ? -z : z;
}

/* --- Counts ---------------------------------------------------------------------------------- */

/* The smallest n with P(X <= n) >= u for X Poisson; above a mean of 12 by Cornish and Fisher. */
static double poisson_count(double u, double mean) {
    if (!(u > 1 - mean)) return 0;
    if (mean > LARGE_MEAN) {
        double z = normal_quantile(u);
        return fmax(ceil(mean + sqrt(mean) * z + (z * z - 1) / 6 - 0.5), 0);
    }
    double probability = exp(-mean), left = u - probability;
    int count = 0;
    while (left > 0 && count < MOST_STEPS - 1) {
        probability *= mean / ++count;
        left -= probability;
    }
    return count;
}

/* --- A world --------------------------------------------------------------------------------- */

static void draw_weights(World *w, const Line *line) {
    double along = 0, total = 0, alike = line->dials.neighbour_correlation;
    uint64_t today = of_day(line->purposes.sector_weight, 0);
    for (int s = 0; s < line->sectors; s++) {
        double noise = normal_quantile(uniform(address(today, s), w->key));
        along = s ? alike * along + sqrt(1 - alike * alike) * noise : noise;
        w->weight[s] = line->intensity[s] * exp(line->dials.sector_spread * along);
        total += w->weight[s];
    }
    for (int s = 0; s < line->sectors; s++) w->weight[s] /= total;
}

/* Start from full restraint, and a last day of fire as in the war. */
static void begin(World *w, const Line *line) {
    uint64_t today = of_day(line->purposes.last_fire, 0);
    for (int side = 0; side < SIDES; side++) {
        w->restraint[side] = 1;
        for (int s = 0; s < line->sectors; s++) {
            int cell = side * line->sectors + s;
            double mean = line->wartime[side] * w->weight[s];
            w->fire[cell] = poisson_count(uniform(address(today, cell), w->key), mean);
        }
    }
}

/* Fire of one side: of its own yesterday, of the other's, unprovoked in bursts; returns the sum. */
static double fire_of_side(const World *w, const Line *line, const Day *day, int side,
                           double loudness, double *today) {
    int sectors = line->sectors;
    const double *own = w->fire + side * sectors, *other = w->fire + (1 - side) * sectors;
    const uint64_t *addresses = day->addresses + side * sectors;
    double spill_over = line->dials.spill_over;
    double harder = (line->dials.answer_without_restraint - 1) * (1 - w->restraint[side]);
    double answer = day->answer * (1 + harder);
    double unprovoked = line->wartime[side] * w->resting * day->level * (1 - line->shy[side]);
    double expected[sectors], luck[sectors], total = 0;

    for (int s = 0; s < sectors; s++) {
        double steps = uniform(addresses[s], w->key) * BURST_STEPS;
        int step = (int)steps;
        luck[s] = steps - step;
        expected[s] = unprovoked * w->weight[s] * line->burst[step] + answer * other[s];
    }
    for (int s = 1; s < sectors; s++) expected[s] += spill_over * own[s - 1];
    for (int s = 1; s < sectors; s++) expected[s - 1] += spill_over * own[s];
    for (int s = 0; s < sectors; s++) {
        today[s] = poisson_count(luck[s], fmin(expected[s] * loudness, MOST_PER_SECTOR_AND_DAY));
        total += today[s];
    }
    return total;
}

/* Restraint wears down above what a side will bear, and comes back below. */
static void remember(World *w, const Dials *d, const double fired[], const double wartime[]) {
    int quiet = 1;
    for (int side = 0; side < SIDES; side++) {
        double war = wartime[1 - side];
        w->recent[side] += (fired[1 - side] - w->recent[side]) / MEMORY_DAYS;
        quiet = quiet && w->recent[side] <= d->tolerance_share * war;
        double excess = w->recent[side] / war / d->tolerance_share - 1;
        double change = excess > 0 ? -d->erosion_per_day * fmin(excess, 3) : d->repair_per_day;
        w->restraint[side] = fmin(fmax(w->restraint[side] + change, 0), 1);
    }
    w->trust += (quiet - w->trust) / d->trust_days;
}

static int resumes(const World *w, const Dials *d, uint64_t today) {
    double log_hazard = d->resumption_log_rate - d->trust_log * w->trust;
    double chance = 1 - exp(-7 * w->frailty * exp(fmin(log_hazard, 2)) / 2);
    return uniform(address(today, UKRAINE), w->key) < chance ||
           uniform(address(today, RUSSIA), w->key) < chance;
}

/* Let a day pass in one world; returns how its ceasefire ends, if it does. */
static int live(World *w, const Line *line, const Day *day, double *today, double *violations,
                double *by_sector) {
    const Dials *d = &line->dials;
    if (day->number && day->number % WEEK == 0 && resumes(w, d, day->resume)) return RESUMPTION;
    double loudness = line->day_burst[(int)(uniform(day->loud, w->key) * BURST_STEPS)];
    double fired[SIDES];
    for (int side = 0; side < SIDES; side++)
        fired[side] = fire_of_side(w, line, day, side, loudness, today + side * line->sectors);
    memcpy(w->fire, today, SIDES * line->sectors * sizeof *today);
    for (int s = 0; s < line->sectors; s++) by_sector[s] += today[s] + today[line->sectors + s];
    *violations = fired[UKRAINE] + fired[RUSSIA];
    remember(w, d, fired, line->wartime);
    double war = line->wartime[UKRAINE] + line->wartime[RUSSIA];
    double recent = w->recent[UKRAINE] + w->recent[RUSSIA];
    return recent >= d->ignition_share * war ? ESCALATION : HOLDS;
}

/* --- All worlds ------------------------------------------------------------------------------ */

static double held_back(const Dials *d, double access, double line_km) {
    double patrolled = 1 - exp(-d->observers / PEOPLE_PER_PATROL * d->km_seen_per_patrol / line_km);
    double run = d->technology * fmin(d->observers / CREW, 1);
    double seen = access * (1 - (1 - patrolled) * (1 - run));
    double more = run * (d->attributed_by_technology - d->attributed_by_patrol);
    return d->restraint_from_attribution * seen * (d->attributed_by_patrol + more);
}

static void see(Line *line, double line_km) {
    const Dials *d = &line->dials;
    double war = d->assaults_per_day * d->violations_per_assault;
    line->wartime[UKRAINE] = war * (1 - d->russian_share);
    line->wartime[RUSSIA] = war * d->russian_share;
    line->shy[UKRAINE] = held_back(d, d->access_ukrainian_side, line_km);
    line->shy[RUSSIA] = held_back(d, d->access_russian_side, line_km);
}

static void dawn(Day *day, const Line *line, int number) {
    const Dials *d = &line->dials;
    double every = d->recommitment_days, since = every > 0 ? fmod(number, every) : number;
    double lost = pow(since / d->discipline_wearoff_days, d->discipline_wearoff_shape);
    double discipline = d->discipline * exp(-lost);
    uint64_t fire = of_day(line->purposes.fire, number);
    day->number = number;
    day->level = (1 - d->initial_cut * exp(-since / d->wearoff_days)) *
                 (1 - discipline * d->discipline_on_first_fire) *
                 (1 - d->return_fire - 2 * d->spill_over);
    day->answer = d->return_fire * (1 - discipline * d->discipline_on_return_fire);
    day->loud = address(of_day(line->purposes.loud_day, number), 0);
    day->resume = of_day(line->purposes.resume, number);
    for (int cell = 0; cell < SIDES * line->sectors; cell++)
        day->addresses[cell] = address(fire, cell);
}

/* Let `days` pass in every world. violations: (worlds, days), left as it is after an end.
   by_sector: (worlds, sectors), added to. ended: (worlds,). Returns one where there is no room. */
int run_line(const Dials *dials, const Purposes *purposes, int sectors, const double *intensity,
             double line_km, const double *burst, const double *day_burst, int worlds,
             const double *want_of_quiet, const double *frailty, int days, double *violations,
             double *by_sector, int *ended) {
    Line line = {*dials, *purposes, sectors, intensity, burst, day_burst, {0}, {0}};
    Day day = {.addresses = calloc(SIDES * sectors, sizeof(uint64_t))};
    World *all = calloc(worlds, sizeof *all);
    double *room = calloc((size_t)(worlds + 1) * (1 + SIDES) * sectors, sizeof *room);
    if (!all || !room || !day.addresses) return 1;
    see(&line, line_km);
    for (int n = 0; n < worlds; n++) {
        World *w = all + n;
        w->key = mixed(mixed((uint64_t)n * STEP) + purposes->seed);
        w->weight = room + (size_t)n * (1 + SIDES) * sectors;
        w->fire = w->weight + sectors;
        w->frailty = frailty[n];
        w->resting = fmin(dials->resting_share * exp(-dials->resting_spread * want_of_quiet[n]), 1);
        draw_weights(w, &line);
        begin(w, &line);
    }
    double *today = room + (size_t)worlds * (1 + SIDES) * sectors;
    for (int number = 0; number < days; number++) {
        dawn(&day, &line, number);
        for (int n = 0; n < worlds; n++)
            if (!ended[n])
                ended[n] = live(all + n, &line, &day, today, violations + (size_t)n * days + number,
                                by_sector + (size_t)n * sectors);
    }
    free(all);
    free(room);
    free(day.addresses);
    return 0;
}
