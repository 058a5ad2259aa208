<?php
/**
 * Deletes the plugin's option when the plugin is uninstalled.
 *
 * @package points-widget
 */

defined( 'WP_UNINSTALL_PLUGIN' ) || exit;

delete_option( 'points_widget' );
