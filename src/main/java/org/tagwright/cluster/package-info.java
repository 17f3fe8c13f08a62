/**
 * Slurm as a place to work at: the person's profiles, the batch scripts, the jobs and what became
 * of them. Everything that a job does leaves its traces in a run's folder, where it is read as any
 * other run's. Uses {@code config}, {@code run} and {@code process}.
 */
@NullMarked
package org.tagwright.cluster;

import org.jspecify.annotations.NullMarked;
